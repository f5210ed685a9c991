import type { StaffRole } from "../../api/account";
import type { BusinessConfig } from "../../api/business";
import { Problem, Server } from "../../api/http";
import type { LinkView } from "../../shared/LinkView";
import { useCurrentInView } from "../../shared/useCurrentInView";
import { BusinessSection } from "./BusinessSection";
import { CategoriesSection } from "./CategoriesSection";
import { DraftBar } from "./DraftBar";
import { HoursSection } from "./HoursSection";
import { MenuSection } from "./MenuSection";
import { NumbersSection } from "./NumbersSection";
import { partOf, SectionName, sectionsFor, sectionTitles } from "./sections";
import { ServicesSection } from "./ServicesSection";
import { Settings, useSettings } from "./useSettings";
import { VersionsSection } from "./VersionsSection";
import { VoiceSection } from "./VoiceSection";
import { WebhooksSection } from "./WebhooksSection";
import { WidgetSection } from "./WidgetSection";
import { WorkflowSection } from "./WorkflowSection";

/** All that an owner configures, a section at a time, with the draft over all of them. */
export function SettingsPage({ business, server, role, section, path, Link }: {
    business: BusinessConfig;
    server: Server;
    role: StaffRole;
    /** The last part of the path; empty for the first section. */
    section: string;
    /** Where the sections are: `/settings`. */
    path: string;
    Link: LinkView;
}) {
    const settings = useSettings(server, business.businessId);
    const sections = sectionsFor(business.type, role);
    const chosen = section === "" ? sections[0] : sections.find((name) => name === section);
    const navigation = useCurrentInView<HTMLElement>(chosen ?? "");
    return (
        <div className="settings">
            <nav className="settings-sections" aria-label="Settings" ref={navigation}>
                {sections.map((name) => (
                    <Link key={name} to={`${path}/${name}`} isCurrent={name === chosen}>
                        {sectionTitles[name]}
                        {isUnsaved(name, settings) && <span className="unsaved"><span className="visually-hidden">not saved</span></span>}
                    </Link>
                ))}
            </nav>
            <div className="settings-body">
                <h1 className="visually-hidden">Settings: {chosen === undefined ? "no such section" : sectionTitles[chosen]}</h1>
                {settings === null && <p className="small-print" aria-busy="true">One moment …</p>}
                {settings instanceof Problem && <p className="notice notice-trouble" role="alert">{settings.message}</p>}
                {settings !== null && !(settings instanceof Problem) && (
                    <>
                        <DraftBar settings={settings} />
                        {chosen === undefined
                            ? <p className="blank">There is no such section for you here.</p>
                            : <Chosen key={chosen} section={chosen} business={business} server={server} settings={settings} />}
                    </>
                )}
            </div>
        </div>
    );
}

function isUnsaved(section: SectionName, settings: Settings | Problem | null): boolean {
    const part = partOf[section];
    return part !== undefined && settings !== null && !(settings instanceof Problem) && part in settings.edits;
}

function Chosen({ section, business, server, settings }: { section: SectionName; business: BusinessConfig; server: Server; settings: Settings }) {
    const { businessId, timeZone, currency } = business;
    switch (section) {
        case "business":
            return <BusinessSection server={server} businessId={businessId} settings={settings} />;
        case "hours":
            return <HoursSection settings={settings} timeZone={timeZone} />;
        case "menu":
            return <MenuSection server={server} businessId={businessId} settings={settings} currency={currency} />;
        case "services":
            return <ServicesSection settings={settings} currency={currency} />;
        case "categories":
            return <CategoriesSection settings={settings} />;
        case "workflow":
            return <WorkflowSection server={server} businessId={businessId} />;
        case "voice":
            return <VoiceSection settings={settings} />;
        case "numbers":
            return <NumbersSection server={server} businessId={businessId} timeZone={timeZone} />;
        case "website":
            return <WidgetSection colour={settings.current.branding.colour ?? null} />;
        case "webhooks":
            return <WebhooksSection server={server} businessId={businessId} timeZone={timeZone} />;
        case "versions":
            return <VersionsSection server={server} businessId={businessId} settings={settings} timeZone={timeZone} />;
    }
}
