import type { ComponentType } from "react";
import type { BusinessRecord } from "../api/records";

/** Shows one record, whatever its kind. The app layer supplies it, so that features need not know each other. */
export type RecordView = ComponentType<{ entry: BusinessRecord; timeZone: string; isNew?: boolean }>;
