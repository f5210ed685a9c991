import { useState } from "react";
import { changeSubscription, Preview, previewChange } from "../../api/billing";
import type { Server } from "../../api/http";
import { Await } from "../../shared/Await";
import { DataTable } from "../../shared/DataTable";
import { Dialog } from "../../shared/Dialog";
import { formatDate, formatMoney } from "../../shared/format";
import { Form } from "../../shared/Section";
import { useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import type { Wish } from "./PlanPage";

const titles = { subscribe: "Begin", change: "Change to", cancel: "Cancel the subscription", resume: "Take back what was to happen" } as const;

/** What a change costs now and from when it holds; then it is decided. Exactly what is shown is charged, or nothing. */
export function ChangeDialog({ server, businessId, wish, timeZone, onChanged, onClose }: {
    server: Server;
    businessId: string;
    wish: Wish;
    timeZone: string;
    onChanged(sentence: string): void;
    onClose(): void;
}) {
    const [attempt, setAttempt] = useState(0);
    const action = useAction();
    const preview = useLoaded(String(attempt), () => previewChange(server, businessId, wish.action, wish.plan));
    const decide = async (shown: Preview) => {
        const isDone = await action.run(() => changeSubscription(server, businessId, wish.action, wish.plan, shown));
        if (!isDone) return;
        onChanged(shown.total.minorUnits === 0 ? "It is done." : `It is done: ${formatMoney(shown.total)} is charged.`);
        onClose();
    };
    const isOutdated = action.problem?.code.endsWith("preview-outdated") === true;
    return (
        <Dialog title={wish.plan === undefined ? titles[wish.action] : `${titles[wish.action]} ${wish.plan}`} onClose={onClose}>
            <Await loaded={preview}>
                {(shown) => (
                    <Form
                        action={action} save={wish.action === "cancel" ? "Cancel it" : "Agree"} onSend={() => void decide(shown)} isDisabled={isOutdated}
                        more={
                            <>
                                {isOutdated && (
                                    <button
                                        type="button"
                                        onClick={() => {
                                            action.clear();
                                            setAttempt(attempt + 1);
                                        }}
                                    >
                                        Look again
                                    </button>
                                )}
                                <button type="button" onClick={onClose}>Not now</button>
                            </>
                        }
                    >
                        <Figures shown={shown} wish={wish} timeZone={timeZone} />
                    </Form>
                )}
            </Await>
        </Dialog>
    );
}

function Figures({ shown, wish, timeZone }: { shown: Preview; wish: Wish; timeZone: string }) {
    const isNow = Date.parse(shown.effectiveAt) <= Date.parse(shown.at);
    const day = formatDate(shown.effectiveAt, timeZone);
    return (
        <>
            <p>
                {wish.action === "resume"
                    ? "Everything stays as it is now."
                    : wish.action === "cancel" ? `It ends on ${day}. Until then everything works, and you can take it back.` : isNow ? "It begins at once." : `It begins on ${day}.`}
            </p>
            {shown.lines.length > 0 && (
                <DataTable
                    caption="What is charged now"
                    columns={[
                        { title: "For", cell: (line) => line.description },
                        { title: "Amount", isNumber: true, cell: (line) => formatMoney(line.amount) },
                    ]}
                    rows={shown.lines}
                    keyOf={(line) => line.description}
                    empty=""
                />
            )}
            <p className="plan-total"><span>Charged now</span> <strong>{formatMoney(shown.total)}</strong></p>
        </>
    );
}
