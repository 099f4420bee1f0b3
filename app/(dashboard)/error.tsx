"use client";

/** The same as the root's, inside the frame, so that the way around survives. */
export { default } from "../error";
