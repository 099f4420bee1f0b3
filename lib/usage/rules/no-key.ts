/** Stands for no API key where roll-ups are kept by key: no part of a primary key is null. */
export const NO_KEY = "00000000-0000-0000-0000-000000000000";
