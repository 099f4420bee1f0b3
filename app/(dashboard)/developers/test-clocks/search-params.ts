import { createLoader } from "nuqs/server";
import { OFFSET_PARAMS } from "@/components/table/offset-page";

export const loadClockParams = createLoader({ ...OFFSET_PARAMS });
