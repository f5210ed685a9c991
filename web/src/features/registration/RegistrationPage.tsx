import { FormEvent, ReactNode, useEffect, useState } from "react";
import { Mistake, Problem, Server } from "../../api/http";
import {
    Availability, FormKey, Plan, PlanOffer, Registered, RegistrationForm, askForSubdomain, beginRegistration, completeRegistration, fillIn,
    readPlans, readRegistration,
} from "../../api/registration";
import { formatMoney } from "../../shared/format";
import { offers } from "./offer";

const steps = ["Your business", "Its address", "Its agent", "What it offers", "Plan"] as const;
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const usualHours = "09:00-18:00";

/** Where the form's key is kept, so that a reload does not lose the form. */
const formKeyName = "registration";

/** Registers a business step by step. Each step is kept by the server as soon as it is filled in. */
export function RegistrationPage({ server }: { server: Server }) {
    const [formKey, setFormKey] = useState<FormKey | undefined>(keptFormKey);
    const [form, setForm] = useState<RegistrationForm>();
    const [step, setStep] = useState(0);
    const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
    const [failure, setFailure] = useState<string>();
    const [isBusy, setBusy] = useState(false);
    const [registered, setRegistered] = useState<Registered>();

    useEffect(() => {
        if (form) return;
        if (!formKey) return setForm({});
        readRegistration(server, formKey).then(
            (kept) => {
                setForm(kept.form);
                setStep(firstUnfilled(kept.form));
            },
            () => {
                // It was forgotten: a new one is begun.
                keep(undefined);
                setFormKey(undefined);
                setForm({});
            },
        );
    }, [server, formKey, form]);

    if (registered) return <Done registered={registered} />;
    if (!form) return <div className="home" aria-busy="true" />;

    const attempt = async (work: () => Promise<void>) => {
        setBusy(true);
        setFailure(undefined);
        setMistakes([]);
        try {
            await work();
        } catch (error) {
            if (error instanceof Problem && error.mistakes.length > 0) setMistakes(error.mistakes);
            else setFailure(error instanceof Error ? error.message : "Something went wrong. Try again.");
        } finally {
            setBusy(false);
        }
    };
    const save = (parts: RegistrationForm, then: (key: FormKey) => Promise<void> | void) =>
        attempt(async () => {
            let key = formKey;
            if (key) {
                await fillIn(server, key, parts);
            } else {
                key = await beginRegistration(server, parts);
                keep(key);
                setFormKey(key);
            }
            setForm({ ...form, ...parts });
            await then(key);
        });
    const next = (parts: RegistrationForm) => save(parts, () => setStep(step + 1));
    const finish = (parts: RegistrationForm) =>
        save(parts, async (key) => {
            setRegistered(await completeRegistration(server, key));
            keep(undefined);
        });
    const props = { form, mistakes, isBusy, onBack: step > 0 ? () => setStep(step - 1) : undefined };

    return (
        <div className="home registration">
            <h1>Register your business</h1>
            <ol className="registration-steps" aria-label="Steps">
                {steps.map((name, index) => (
                    <li key={name} aria-current={index === step ? "step" : undefined} className={index < step ? "done" : undefined}>{name}</li>
                ))}
            </ol>
            {failure && <p role="alert" className="mistake">{failure}</p>}
            {step === 0 && <BusinessStep {...props} onNext={next} />}
            {step === 1 && <SubdomainStep {...props} server={server} onNext={next} />}
            {step === 2 && <AgentStep {...props} onNext={next} />}
            {step === 3 && <OfferStep {...props} onNext={next} onFailure={setFailure} />}
            {step === 4 && <PlanStep {...props} server={server} onNext={finish} onFailure={setFailure} />}
        </div>
    );
}

interface StepProps {
    readonly form: RegistrationForm;
    readonly mistakes: readonly Mistake[];
    readonly isBusy: boolean;
    readonly onBack?: () => void;
    readonly onNext: (parts: RegistrationForm) => void;
}

function BusinessStep({ form, onNext, ...rest }: StepProps) {
    const [business, setBusiness] = useState(
        form.business ?? { name: "", type: "restaurant", email: "", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    );
    const set = (part: Partial<typeof business>) => setBusiness({ ...business, ...part });
    return (
        <Step {...rest} onSubmit={() => onNext({ business: { ...business, phone: business.phone || undefined } })}>
            <Field label="What it is called" at="#/business/name" mistakes={rest.mistakes}>
                {(id) => <input id={id} value={business.name} onChange={(event) => set({ name: event.target.value })} autoFocus required />}
            </Field>
            <Field label="What it does" at="#/business/type" mistakes={rest.mistakes}>
                {(id) => (
                    <select id={id} value={business.type} onChange={(event) => set({ type: event.target.value })}>
                        <option value="restaurant">Sells food and drinks</option>
                        <option value="appointment">Takes appointments</option>
                        <option value="support">Helps customers</option>
                        <option value="custom">Something else</option>
                    </select>
                )}
            </Field>
            <Field label="Your address of mail" at="#/business/email" mistakes={rest.mistakes}>
                {(id) => <input id={id} type="email" value={business.email} onChange={(event) => set({ email: event.target.value })} required />}
            </Field>
            <Field label="Its telephone number (if it has one)" at="#/business/phone" mistakes={rest.mistakes}>
                {(id) => <input id={id} type="tel" value={business.phone ?? ""} onChange={(event) => set({ phone: event.target.value })} />}
            </Field>
            <Field label="Time zone" at="#/business/timeZone" mistakes={rest.mistakes}>
                {(id) => <input id={id} value={business.timeZone ?? ""} onChange={(event) => set({ timeZone: event.target.value })} />}
            </Field>
        </Step>
    );
}

function SubdomainStep({ form, server, onNext, ...rest }: StepProps & { server: Server }) {
    const [subdomain, setSubdomain] = useState(form.subdomain ?? "");
    const [availability, setAvailability] = useState<Availability>();
    const wanted = subdomain || form.business?.name || "";
    useEffect(() => {
        setAvailability(undefined);
        if (wanted === "") return;
        let isWanted = true;
        const timer = setTimeout(() => {
            askForSubdomain(server, wanted).then((found) => isWanted && setAvailability(found), () => undefined);
        }, 300);
        return () => {
            isWanted = false;
            clearTimeout(timer);
        };
    }, [server, wanted]);
    return (
        <Step {...rest} onSubmit={() => onNext({ subdomain })}>
            <Field label="Where it is found" at="#/subdomain" mistakes={rest.mistakes}>
                {(id) => (
                    <span className="subdomain">
                        <input id={id} value={subdomain} onChange={(event) => setSubdomain(event.target.value)} autoCapitalize="off" autoFocus required />
                        <span>.{window.location.hostname}</span>
                    </span>
                )}
            </Field>
            <p role="status" className={availability?.isAvailable ? "good" : undefined}>
                {subdomain && availability && (availability.isAvailable ? "This can be had." : availability.reason)}
            </p>
            {availability && availability.suggestions.length > 0 && (
                <p>
                    Free: {availability.suggestions.map((name) => (
                        <button key={name} type="button" className="suggestion" onClick={() => setSubdomain(name)}>{name}</button>
                    ))}
                </p>
            )}
        </Step>
    );
}

function AgentStep({ form, onNext, ...rest }: StepProps) {
    const [greeting, setGreeting] = useState(form.voice?.greeting ?? "");
    const [hours, setHours] = useState<Record<string, string>>(() =>
        Object.fromEntries(weekdays.map((day) => [day, form.hours ? (form.hours.weekly[day] ?? []).join(", ") : usualHours])),
    );
    const weekly = Object.fromEntries(
        weekdays.map((day) => [day, (hours[day] ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "")] as const)
            .filter(([, intervals]) => intervals.length > 0),
    );
    return (
        <Step
            {...rest}
            onSubmit={() => onNext({ voice: { greeting: greeting || undefined, thresholds: { accept: 0.6, confirm: 0.4 } }, hours: { weekly } })}
        >
            <Field label="The first sentence callers hear (or leave it to us)" at="#/voice/greeting" mistakes={rest.mistakes}>
                {(id) => <input id={id} value={greeting} onChange={(event) => setGreeting(event.target.value)} maxLength={300} autoFocus />}
            </Field>
            <fieldset>
                <legend>When you are open</legend>
                <p className="small-print">As in 09:00-12:30, 13:30-18:00. Leave a day empty when you are closed.</p>
                {weekdays.map((day) => (
                    <Field key={day} label={day.charAt(0).toUpperCase() + day.slice(1)} at={`#/hours/weekly/${day}`} mistakes={rest.mistakes}>
                        {(id) => <input id={id} value={hours[day]} onChange={(event) => setHours({ ...hours, [day]: event.target.value })} />}
                    </Field>
                ))}
            </fieldset>
        </Step>
    );
}

function OfferStep({ form, onNext, onFailure, ...rest }: StepProps & { onFailure: (sentence: string) => void }) {
    const offer = offers[form.business?.type ?? ""];
    const [text, setText] = useState(offer?.write(form) ?? "");
    const submit = () => {
        try {
            onNext(offer ? offer.read(text) : {});
        } catch (error) {
            onFailure(error instanceof Error ? error.message : "This cannot be read.");
        }
    };
    return (
        <Step {...rest} onSubmit={submit}>
            {offer ? (
                <Field label={offer.title} at="#" mistakes={rest.mistakes}>
                    {(id) => (
                        <>
                            <p className="small-print">{offer.hint} You can add more, and sizes and extras, later.</p>
                            <textarea id={id} rows={8} value={text} placeholder={offer.example} onChange={(event) => setText(event.target.value)} autoFocus />
                        </>
                    )}
                </Field>
            ) : (
                <p>What your agent asks callers is set up once the business is there.</p>
            )}
        </Step>
    );
}

function PlanStep({ form, server, onNext, onFailure, ...rest }: StepProps & { server: Server; onFailure: (reason: string) => void }) {
    const [plan, setPlan] = useState(form.plan ?? "Starter");
    const [offer, setOffer] = useState<PlanOffer>();
    useEffect(() => {
        readPlans(server).then(setOffer, () => onFailure("What the plans cost could not be read. Reload the page."));
    }, [server, onFailure]);
    return (
        <Step {...rest} isBusy={rest.isBusy || !offer} submit="Register" onSubmit={() => onNext({ plan })}>
            <fieldset aria-busy={!offer}>
                <legend>{offer && offer.trialDays > 0 ? `You try it for ${offer.trialDays} days for nothing. Then:` : "What you pay:"}</legend>
                {offer?.data.map((choice) => (
                    <label key={choice.name} className="plan">
                        <input type="radio" name="plan" checked={plan === choice.name} onChange={() => setPlan(choice.name)} />{" "}
                        <strong>{choice.name}</strong> {terms(choice)}
                    </label>
                ))}
            </fieldset>
        </Step>
    );
}

/** "$99.00 a month, 100 calls, $0.75 for each further one" */
function terms({ price, includedSessions, overagePrice }: Plan): string {
    const month = `${formatMoney(price)} a month`;
    if (includedSessions == null) return `${month}, as many calls as come`;
    return `${month}, ${includedSessions} calls${overagePrice ? `, ${formatMoney(overagePrice)} for each further one` : ""}`;
}

function Done({ registered }: { registered: Registered }) {
    return (
        <div className="home" role="status">
            <h1>Your business is there</h1>
            <p className="lead">It answers at <a href={new URL(registered.setup_url).origin}>{registered.subdomain}</a>.</p>
            <p className="notice" role="note">These keys are shown this once. Keep the secret one where you keep passwords.</p>
            <dl className="keys">
                <dt>Secret key</dt><dd><code>{registered.api_key}</code></dd>
                <dt>Key for your web pages</dt><dd><code>{registered.publishable_key}</code></dd>
            </dl>
            <p><a className="primary" href={registered.setup_url}>Go on with the set-up</a></p>
        </div>
    );
}

function Step({ isBusy, mistakes, onBack, onSubmit, submit = "Go on", children }: {
    isBusy: boolean; mistakes: readonly Mistake[]; onBack?: () => void; onSubmit: () => void; submit?: string; children: ReactNode;
}) {
    const send = (event: FormEvent) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
    };
    return (
        <form onSubmit={send} aria-busy={isBusy} noValidate>
            {children}
            {mistakes.length > 0 && <p role="alert" className="mistake">{mistakes.map((mistake) => mistake.detail).join(" ")}</p>}
            <p className="registration-buttons">
                <button type="submit" className="primary" disabled={isBusy}>{submit}</button>
                {onBack && <button type="button" onClick={onBack}>Back</button>}
            </p>
        </form>
    );
}

function Field({ label, at, mistakes, children }: {
    label: string; at: string; mistakes: readonly Mistake[]; children: (id: string) => ReactNode;
}) {
    const id = `field-${at.slice(2).replace(/\//g, "-") || "offer"}`;
    const isWrong = at !== "#" && mistakes.some((mistake) => mistake.pointer.startsWith(at));
    return (
        <div className={isWrong ? "entry wrong" : "entry"}>
            <label htmlFor={id}>{label}</label>
            {children(id)}
        </div>
    );
}

function firstUnfilled(form: RegistrationForm): number {
    if (!form.business) return 0;
    if (!form.subdomain) return 1;
    if (!form.hours) return 2;
    return form.menu || form.services || form.supportCategories ? 4 : 3;
}

function keptFormKey(): FormKey | undefined {
    const kept = sessionStorage.getItem(formKeyName);
    return kept === null ? undefined : (JSON.parse(kept) as FormKey);
}

function keep(key: FormKey | undefined): void {
    if (key) sessionStorage.setItem(formKeyName, JSON.stringify(key));
    else sessionStorage.removeItem(formKeyName);
}
