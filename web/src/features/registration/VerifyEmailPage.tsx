import { useState } from "react";
import { Problem, Server } from "../../api/http";
import { verifyAddress } from "../../api/registration";

/** The page behind the link in the letter. It asks for a press, so that programs that look into mail prove nothing. */
export function VerifyEmailPage({ server }: { server: Server }) {
    const [proven, setProven] = useState<{ subdomain: string; url: string }>();
    const [failure, setFailure] = useState<string>();
    const token = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";

    const verify = () => {
        setFailure(undefined);
        verifyAddress(server, token).then(setProven, (error: unknown) =>
            setFailure(error instanceof Problem ? error.message : "Something went wrong. Try again."),
        );
    };

    if (proven) {
        return (
            <div className="home" role="status">
                <h1>Your address is proven</h1>
                <p className="lead">{proven.subdomain} is open on all lines. We have sent you a letter with how to sign in.</p>
                <p><a className="primary" href={proven.url}>Open {proven.subdomain}</a></p>
            </div>
        );
    }
    return (
        <div className="home">
            <h1>Prove your address</h1>
            {token === "" ? (
                <p role="alert">This page is opened over the link in our letter, and the link seems to be cut. Copy all of it.</p>
            ) : (
                <>
                    <p className="lead">You registered a business with the address that our letter went to.</p>
                    <p><button type="button" className="primary" onClick={verify}>Yes, that was me</button></p>
                </>
            )}
            {failure && <p role="alert">{failure}</p>}
        </div>
    );
}
