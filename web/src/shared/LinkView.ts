import type { ComponentType, ReactNode } from "react";

/** A link within the app, which the app layer supplies: features do not know its routes. */
export type LinkView = ComponentType<{ to: string; className?: string; isCurrent?: boolean; children: ReactNode }>;
