import { createContext } from "react";
import type { FeatureOption } from "../../../_components/offer";

/** The features that parts of the draft may name. */
export const FeatureOptionsContext = createContext<readonly FeatureOption[]>([]);
