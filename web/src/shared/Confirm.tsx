import type { ReactNode } from "react";
import { Dialog } from "./Dialog";
import { Form } from "./Section";
import { useAction } from "./useAction";

/** Asks before something that cannot be taken back; stays open, and says why, when it is refused. */
export function Confirm({ title, act, children, onConfirm, onClose }: {
    title: string;
    /** What the button says. */
    act: string;
    children: ReactNode;
    onConfirm(): Promise<unknown>;
    onClose(): void;
}) {
    const action = useAction();
    return (
        <Dialog title={title} onClose={onClose}>
            <Form
                action={action}
                save={act}
                onSend={() => void action.run(onConfirm).then((isDone) => isDone && onClose())}
                more={<button type="button" onClick={onClose}>Keep it</button>}
            >
                {children}
            </Form>
        </Dialog>
    );
}
