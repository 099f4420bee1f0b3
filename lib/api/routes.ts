/** Every operation of `/v1`, in the order in which the document lists them. */
import { CUSTOMER_ROUTES } from "./customers";
import type { Route } from "./route";

export const ROUTES: readonly Route[] = [...CUSTOMER_ROUTES];
