import { priorities, SupportCategory } from "../../api/configuration";
import { ChoiceField, Field, NumberField } from "../../shared/Field";
import { ItemsSection } from "./ItemsSection";
import { ListField } from "./ListField";
import type { Settings } from "./useSettings";

/** What tickets can be about. */
export function CategoriesSection({ settings }: { settings: Settings }) {
    return (
        <ItemsSection
            part="supportCategories"
            settings={settings}
            title="Categories"
            noun="category"
            lead="What callers ask about, how urgent it is, and by when it is to be answered and settled, counted in opening hours."
            empty="Nothing yet. Add what people ask about."
            columns={[
                { title: "Priority", cell: (category) => category.priority },
                { title: "Answered within", isNumber: true, cell: (category) => minutes(category.respond_minutes) },
                { title: "Settled within", isNumber: true, cell: (category) => minutes(category.resolve_minutes) },
            ]}
            blank={{ name: "", priority: "Medium" }}
        >
            {(category, change, mistake) => <CategoryForm category={category} change={change} mistake={mistake} />}
        </ItemsSection>
    );
}

function CategoryForm({ category, change, mistake }: {
    category: SupportCategory;
    change(category: SupportCategory): void;
    mistake(place: string): string | undefined;
}) {
    const within = (name: "respond_minutes" | "resolve_minutes", label: string) => (
        <NumberField
            label={label} unit="minutes" minimum={1} value={category[name] ?? null} mistake={mistake(`/${name}`)} hint="Empty: nothing is promised."
            onChange={(value) => change({ ...category, [name]: value })}
        />
    );
    return (
        <>
            <div className="columns">
                <Field label="Name" value={category.name} mistake={mistake("/name")} isRequired autoFocus onChange={(name) => change({ ...category, name })} />
                <ChoiceField
                    label="Priority" value={category.priority} choices={priorities.map((name) => [name, name] as const)}
                    onChange={(priority) => change({ ...category, priority })}
                />
            </div>
            <ListField
                label="Words that point to it" value={category.keywords} mistake={mistake("/keywords")} hint="As callers say them, with commas between them."
                onChange={(keywords) => change({ ...category, keywords })}
            />
            <div className="columns">
                {within("respond_minutes", "Answered within")}
                {within("resolve_minutes", "Settled within")}
            </div>
        </>
    );
}

function minutes(count: number | null | undefined): string {
    if (count == null) return "–";
    return count % 60 === 0 ? `${count / 60} h` : `${count} min`;
}
