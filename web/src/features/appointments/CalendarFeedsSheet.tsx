import { FormEvent, useState } from "react";
import { addFeed, listFeeds, removeFeed, type Resource } from "../../api/calendar";
import { Dialog } from "../../shared/Dialog";
import type { Desk } from "../../shared/desk";
import { Entry, Trouble } from "../../shared/Entry";
import { formatDay } from "../../shared/format";
import { useLoaded } from "../../shared/useLoaded";
import { useAction } from "../../shared/useAction";

/** Addresses at which calendar programs follow the appointments. An address is shown once: whoever has it reads the calendar. */
export function CalendarFeedsSheet({ desk, resources, onClose }: { desk: Desk; resources: readonly Resource[]; onClose(): void }) {
    const { office } = desk;
    const [version, setVersion] = useState(0);
    const [label, setLabel] = useState("");
    const [resource, setResource] = useState("");
    const [made, setMade] = useState<{ label: string; url: string } | null>(null);
    const [asked, setAsked] = useState<string | null>(null);
    const action = useAction();
    const feeds = useLoaded(String(version), () => listFeeds(office));
    const add = (event: FormEvent) => {
        event.preventDefault();
        void action.run(async () => {
            const { url } = await addFeed(office, label, resource === "" ? null : resource);
            setMade({ label, url });
            setLabel("");
            setVersion(version + 1);
        });
    };
    const remove = (id: string) => void action.run(() => removeFeed(office, id)).then((isDone) => isDone && setVersion(version + 1));
    return (
        <Dialog isWide title="Calendar programs" onClose={onClose}>
            <p className="small-print">A telephone or a calendar program subscribes to an address and shows the appointments. Only managers make and remove them.</p>
            {feeds.state === "failed" && <Trouble problem={feeds.problem} />}
            {made !== null && (
                <div className="notice" role="status">
                    <p>The address for {made.label}, shown this once:</p>
                    <input readOnly aria-label="Address" value={made.url} onFocus={(event) => event.target.select()} />
                    <p><a href={made.url.replace(/^https?:/, "webcal:")}>Subscribe on this device</a></p>
                </div>
            )}
            {feeds.state === "there" && (
                <>
                    {feeds.value.length === 0 && <p className="blank">No calendar program follows the appointments yet.</p>}
                    <ul className="rows">
                        {feeds.value.map((feed) => (
                            <li key={feed.id}>
                                <span><strong>{feed.label}</strong> <small>{resources.find(({ id }) => id === feed.resource_id)?.name ?? "Everybody"}, since {formatDay(feed.created_at, desk.business.timeZone)}</small></span>
                                <button type="button" className="step step-final" disabled={action.isBusy}
                                    onClick={() => (asked === feed.id ? remove(feed.id) : setAsked(feed.id))}>{asked === feed.id ? "Really remove it?" : "Remove"}</button>
                            </li>
                        ))}
                    </ul>
                    <form className="record-edit" onSubmit={add} aria-busy={action.isBusy}>
                        <div className="columns">
                            <Entry label="Whose program it is" at="label" problem={action.problem}>
                                {(control) => <input {...control} required maxLength={120} value={label} onChange={(event) => setLabel(event.target.value)} />}
                            </Entry>
                            {resources.length > 0 && (
                                <Entry label="Which appointments">
                                    {(control) => (
                                        <select {...control} value={resource} onChange={(event) => setResource(event.target.value)}>
                                            <option value="">Everybody's</option>
                                            {resources.map(({ id, name }) => <option key={id} value={id}>{name}'s</option>)}
                                        </select>
                                    )}
                                </Entry>
                            )}
                        </div>
                        <Trouble problem={action.problem} />
                        <p className="buttons"><button type="submit" className="step step-usual" disabled={action.isBusy}>Make an address</button></p>
                    </form>
                </>
            )}
        </Dialog>
    );
}
