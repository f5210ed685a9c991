/** Those that call themselves like others as well stand first. */
const browsers = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]] as const;
const systems = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["Windows", "Windows"], ["Mac OS X", "Mac"], ["Linux", "Linux"]] as const;

/** "Firefox on Windows", from what a browser calls itself; that itself where nothing of it is known. */
export function browserName(agent: string): string {
    const browser = browsers.find(([mark]) => agent.includes(mark))?.[1];
    const system = systems.find(([mark]) => agent.includes(mark))?.[1];
    if (browser === undefined) return agent === "" ? "Unknown" : agent.slice(0, 40);
    return system === undefined ? browser : `${browser} on ${system}`;
}
