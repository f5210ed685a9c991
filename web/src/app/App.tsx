import { useEffect } from "react";
import type { Server } from "../api/http";
import { accountPage, FORGOTTEN_PATH, operatorSignIn } from "./AccountPage";
import { VoiceChat } from "../features/calls/VoiceChat";
import { BusinessHome } from "../features/home/BusinessHome";
import { PlatformHome } from "../features/home/PlatformHome";
import { SetupPage } from "../features/home/SetupPage";
import { RegistrationPage } from "../features/registration/RegistrationPage";
import { VerifyEmailPage } from "../features/registration/VerifyEmailPage";
import { OperatorPage } from "../features/operator/OperatorPage";
import { VisitPage } from "../features/operator/VisitPage";
import { asCallersKnowIt, brandStyle } from "./branding";
import { DeskBar } from "./DeskBar";
import { DeskPage } from "./DeskPage";
import { placeOf, SETTINGS_PATH, STAFF_PATH } from "./navigation";
import { RecordCard } from "./RecordCard";
import { Link, usePath } from "./router";
import { isStaffPath, StaffPage } from "./StaffPage";
import { useHost } from "./useHost";

const VOICE_PATH = "/voice-interface";
const SETUP_PATH = "/setup";
const REGISTER_PATH = "/register";
const VERIFY_PATH = "/verify-email";
const OPERATOR_PATH = "/operator";
const VISIT_PATH = "/visit";

/** Every page: which one depends on whose host this is, and on the path. */
export function App({ server }: { server: Server }) {
    const path = usePath();
    const [host, retry] = useHost(server);

    const place = host.kind === "business" ? asCallersKnowIt(host.business).name : "Voice agent";
    useEffect(() => {
        const desk = host.kind === "business" ? placeOf(path) : null;
        document.title = desk === null ? place : `${desk.title} · ${place}`;
    }, [path, place, host.kind]);

    const account = accountPage(path, server, host.kind === "business");
    switch (host.kind) {
        case "unknown":
            return <main className="page" aria-busy="true" />;
        case "unreachable":
            return (
                <main className="page page-narrow">
                    <h1>Not reachable just now</h1>
                    <p role="alert">{host.message}</p>
                    <button type="button" className="primary" onClick={retry}>Try again</button>
                </main>
            );
        case "platform":
            if (path === OPERATOR_PATH) {
                return <main className="page page-operator"><OperatorPage server={server} signIn={operatorSignIn(server)} /></main>;
            }
            if (account !== null) return <main className="page page-narrow">{account}</main>;
            return <main className="page page-narrow"><PlatformPage path={path} server={server} /></main>;
        case "business":
            break;
    }
    const { business } = host;
    if (account !== null) return <main className="page page-narrow">{account}</main>;
    if (isStaffPath(path)) {
        return (
            <>
                <DeskBar business={business} server={server} path={path} />
                <main className="page page-staff"><StaffPage business={business} server={server} path={path} /></main>
            </>
        );
    }
    switch (path) {
        case VOICE_PATH:
            return (
                <main className="page page-call" style={brandStyle(business)}>
                    <VoiceChat business={asCallersKnowIt(business)} server={server} RecordCard={RecordCard} />
                </main>
            );
        case SETUP_PATH:
            return (
                <main className="page page-narrow">
                    <SetupPage
                        business={business}
                        settings={<Link to={SETTINGS_PATH} className="primary">Go to the settings</Link>}
                        password={<Link to={FORGOTTEN_PATH}>Choose one over a letter.</Link>}
                        call={<Link to={VOICE_PATH}>Make a call</Link>}
                        staff={<Link to={STAFF_PATH}>your staff's page</Link>}
                    />
                </main>
            );
        case VISIT_PATH:
            return (
                <main className="page page-narrow">
                    <VisitPage business={business} server={server} staff={<Link to={STAFF_PATH} className="primary">Go on to the staff's page</Link>} />
                </main>
            );
        case "/":
            return (
                <main className="page page-narrow" style={brandStyle(business)}>
                    <BusinessHome
                        business={asCallersKnowIt(business)}
                        call={<Link to={VOICE_PATH} className="primary">Talk to us</Link>}
                        staff={<Link to={STAFF_PATH}>For staff: the live page</Link>}
                    />
                </main>
            );
        default:
            if (placeOf(path) !== null) {
                return (
                    <>
                        <DeskBar business={business} server={server} path={path} />
                        <main className="page page-desk"><DeskPage business={business} server={server} path={path} /></main>
                    </>
                );
            }
            return (
                <main className="page page-narrow">
                    <h1>There is no such page</h1>
                    <p>You may want to <Link to={VOICE_PATH}>talk to {business.name}</Link>.</p>
                </main>
            );
    }
}

/** What the platform's own host shows. */
function PlatformPage({ path, server }: { path: string; server: Server }) {
    switch (path) {
        case REGISTER_PATH:
            return <RegistrationPage server={server} />;
        case VERIFY_PATH:
            return <VerifyEmailPage server={server} />;
        default:
            return (
                <PlatformHome
                    server={server}
                    isElsewhere={path !== "/"}
                    register={<Link to={REGISTER_PATH} className="primary">Register your business</Link>}
                />
            );
    }
}
