"use client";

/** The same as the root's, under the customer's header, which survives. */
export { default } from "../../../../../error";
