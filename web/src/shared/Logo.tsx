import { useState } from "react";

/** A business's own picture above its name, which stands beneath it: one that cannot be had is left out. */
export function Logo({ address }: { address: string | null | undefined }) {
    const [isThere, setThere] = useState(true);
    if (address == null || !isThere) return null;
    return <img className="logo" src={address} alt="" referrerPolicy="no-referrer" onError={() => setThere(false)} />;
}
