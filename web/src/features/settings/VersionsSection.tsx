import { useState } from "react";
import { listVersions, restoreVersion, Version } from "../../api/configuration";
import type { Server } from "../../api/http";
import { Confirm } from "../../shared/Confirm";
import { formatMoment } from "../../shared/format";
import { Pages, usePages } from "../../shared/Pages";
import { Section } from "../../shared/Section";
import { Changes } from "./Changes";
import type { Settings } from "./useSettings";

/** What was published, and the way back to it. */
export function VersionsSection({ server, businessId, settings, timeZone }: {
    server: Server;
    businessId: string;
    settings: Settings;
    timeZone: string;
}) {
    const [visit, setVisit] = useState(0);
    const [chosen, choose] = useState<Version | null>(null);
    const versions = usePages(`${businessId} ${visit}`, (cursor) => listVersions(server, businessId, cursor));
    const restore = async (version: Version) => {
        await restoreVersion(server, businessId, version.number);
        await settings.refresh();
        setVisit(visit + 1);
    };
    return (
        <Section title="Versions" lead="Each time something was published. Going back makes a new version of an old one: nothing is lost.">
            <Pages pages={versions} more="Earlier versions">
                {(all) => all.length === 0 ? <p className="blank">Nothing was published yet.</p> : (
                    <ol className="versions">
                        {all.map((version, index) => (
                            <li key={version.number}>
                                <header>
                                    <h3>Version {version.number}</h3>
                                    {index === 0 && <span className="tag tag-good">newest</span>}
                                    <small>{formatMoment(version.publishedAt, timeZone)} · {version.publishedBy}</small>
                                    {index > 0 && <button type="button" className="link" onClick={() => choose(version)}>Go back to it</button>}
                                </header>
                                {version.note != null && <p>{version.note}</p>}
                                {version.changes.length > 0 && (
                                    <details>
                                        <summary>{version.changes.length === 1 ? "1 change" : `${version.changes.length} changes`}</summary>
                                        <Changes lines={version.changes} />
                                    </details>
                                )}
                            </li>
                        ))}
                    </ol>
                )}
            </Pages>
            {chosen !== null && (
                <Confirm
                    title={`Go back to version ${chosen.number}?`} act="Go back" onConfirm={() => restore(chosen)} onClose={() => choose(null)}
                >
                    <p>Hours, voice, look and what you offer become as they were on {formatMoment(chosen.publishedAt, timeZone)}, at once.</p>
                    {settings.draft.changes.length > 0 && <p>Your draft stays a draft.</p>}
                </Confirm>
            )}
        </Section>
    );
}
