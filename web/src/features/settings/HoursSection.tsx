import { useState } from "react";
import { Field } from "../../shared/Field";
import { words } from "../../shared/format";
import { Section } from "../../shared/Section";
import { DraftForm } from "./DraftForm";
import { copiedToWorkdays, exceptionsOf, isOpenAllDay, nextInterval, readInterval, weekdays, withException, withWeekday, writeInterval } from "./hours";
import type { Settings } from "./useSettings";

/** When a business is open: its week, and the days that are unlike others. */
export function HoursSection({ settings, timeZone }: { settings: Settings; timeZone: string }) {
    return (
        <Section
            title="Opening hours"
            lead={`Orders, bookings, deadlines and what the agent answers follow them. Times are those of ${timeZone.replace("_", " ")}.`}
        >
            <DraftForm part="hours" settings={settings}>
                {(hours, change, mistake) => (
                    <>
                        <div className="days">
                            {weekdays.map((day) => (
                                <Day
                                    key={day}
                                    name={words(day)}
                                    intervals={hours.weekly[day] ?? []}
                                    mistake={mistake(`/weekly/${day}`)}
                                    onChange={(intervals) => change(withWeekday(hours, day, intervals))}
                                    more={day === "monday" && (
                                        <button type="button" className="link" onClick={() => change(copiedToWorkdays(hours, day))}>Same until Friday</button>
                                    )}
                                />
                            ))}
                        </div>
                        <h3>Holidays and other days</h3>
                        <p className="small-print">A day that you add here is closed until you give it hours.</p>
                        <div className="days">
                            {exceptionsOf(hours).map(([date, intervals]) => (
                                <Day
                                    key={date}
                                    name={dayName(date)}
                                    intervals={intervals}
                                    mistake={mistake(`/exceptions/${date}`)}
                                    onChange={(changed) => change(withException(hours, date, changed))}
                                    more={<button type="button" className="link" onClick={() => change(withException(hours, date, null))}>A day like others</button>}
                                />
                            ))}
                        </div>
                        <NewException onAdd={(date) => change(withException(hours, date, []))} />
                    </>
                )}
            </DraftForm>
        </Section>
    );
}

function Day({ name, intervals, mistake, more, onChange }: {
    name: string;
    intervals: readonly string[];
    mistake?: string;
    more?: React.ReactNode;
    onChange(intervals: readonly string[]): void;
}) {
    const replace = (index: number, text: string) => onChange(intervals.map((other, place) => (place === index ? text : other)));
    return (
        <div className="day" role="group" aria-label={name}>
            <span className="day-name">{name}</span>
            <div className="day-intervals">
                {intervals.length === 0 && <span className="day-closed">Closed</span>}
                {intervals.map((text, index) => {
                    const interval = readInterval(text);
                    return (
                        <span key={index} className="interval">
                            <Field
                                label={`${name}, from`} isLabelHidden type="time" value={interval.opens}
                                onChange={(opens) => replace(index, writeInterval({ ...interval, opens }))}
                            />
                            <span aria-hidden="true">–</span>
                            <Field
                                label={`${name}, until`} isLabelHidden type="time" value={interval.closes}
                                onChange={(closes) => replace(index, writeInterval({ ...interval, closes }))}
                            />
                            <button
                                type="button" className="quiet" aria-label={`${name}: take ${text} away`}
                                onClick={() => onChange(intervals.filter((_, place) => place !== index))}
                            >
                                ✕
                            </button>
                        </span>
                    );
                })}
                {isOpenAllDay(intervals) && <span className="day-closed">All day</span>}
                <span className="day-tools">
                    {!isOpenAllDay(intervals) && (
                        <button type="button" className="link" aria-label={`${name}: add hours`} onClick={() => onChange([...intervals, nextInterval(intervals)])}>
                            {intervals.length === 0 ? "Open" : "Add hours"}
                        </button>
                    )}
                    {more}
                </span>
            </div>
            {mistake !== undefined && <p className="input-mistake">{mistake}</p>}
        </div>
    );
}

function NewException({ onAdd }: { onAdd(date: string): void }) {
    const [date, setDate] = useState("");
    return (
        <div className="row row-fields">
            <Field label="A day that is different" type="date" value={date} onChange={setDate} />
            <button
                type="button"
                disabled={date === ""}
                onClick={() => {
                    onAdd(date);
                    setDate("");
                }}
            >
                Add it
            </button>
        </div>
    );
}

/** "Fri, Dec 25, 2026": a date of its own, in no time zone. */
function dayName(date: string): string {
    const day = new Date(`${date}T00:00:00Z`);
    if (Number.isNaN(day.getTime())) return date;
    return new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(day);
}
