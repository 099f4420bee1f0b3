/** The same as the root's, inside the frame, so that the way around survives. */
export { default } from "../not-found";
