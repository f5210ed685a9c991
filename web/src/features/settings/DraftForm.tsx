import type { ReactNode } from "react";
import type { Configuration } from "../../api/configuration";
import { Form } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";
import type { Settings } from "./useSettings";

/** A part of the configuration that is edited in place and kept as a draft. */
export function DraftForm<Part extends keyof Configuration>({ part, settings, children }: {
    part: Part;
    settings: Settings;
    /** @param mistake what is wrong at a place in the part: `/greeting` */
    children(value: Configuration[Part], change: (value: Configuration[Part]) => void, mistake: (place: string) => string | undefined): ReactNode;
}) {
    const action = useAction();
    const isEdited = part in settings.edits;
    const value = settings.shown[part];
    const mistake = (place: string) => mistakeAt(action.problem?.mistakes ?? [], `#/${part}${place}`);
    return (
        <Form
            action={action}
            save="Save as draft"
            isDisabled={!isEdited}
            onSend={() => void action.run(() => settings.keep({ [part]: value }), "Saved as a draft: publish it when you are ready.")}
            more={isEdited && (
                <button
                    type="button"
                    onClick={() => {
                        settings.forget(part);
                        action.clear();
                    }}
                >
                    Undo
                </button>
            )}
        >
            {children(
                value,
                (changed) => settings.edit({ [part]: changed }),
                mistake,
            )}
        </Form>
    );
}
