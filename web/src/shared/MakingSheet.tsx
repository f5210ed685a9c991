import { ReactNode, useState } from "react";
import { newIdempotencyKey } from "../api/office";
import { Dialog, useUnsaved } from "./Dialog";
import { Form } from "./Section";
import { type Action, useAction } from "./useAction";

/** A window in which something new is written down. Sent twice, it is done once; what was typed stays until it is. */
export function MakingSheet({ title, save, isComplete = true, onMake, onClose, children }: {
    title: string;
    /** What the button says. */
    save: string;
    isComplete?: boolean;
    /** A problem that is thrown is shown. */
    onMake(idempotencyKey: string): Promise<unknown>;
    onClose(): void;
    children(action: Action): ReactNode;
}) {
    const [key] = useState(newIdempotencyKey);
    const [isTouched, setTouched] = useState(false);
    const action = useAction();
    return (
        <Dialog isWide title={title} onClose={onClose}>
            <Form
                action={action}
                save={save}
                isDisabled={!isComplete}
                onSend={() => void action.run(() => onMake(key)).then((isDone) => isDone && onClose())}
                more={<button type="button" className="quiet" onClick={onClose}>Not now</button>}
            >
                <Typed isUnsaved={isTouched} />
                <div className="columns" onChange={() => setTouched(true)}>{children(action)}</div>
            </Form>
        </Dialog>
    );
}

/** Stands in the window, to tell it. */
function Typed({ isUnsaved }: { isUnsaved: boolean }) {
    useUnsaved(isUnsaved);
    return null;
}
