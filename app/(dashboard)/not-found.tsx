import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { inputLook } from "@/components/ui/input-look";
import NotFoundPage from "../not-found";

export const metadata: Metadata = { title: "Not found" };

/**
 * The same as the root's, inside the frame, so that the way around survives; and a search, in plain
 * HTML: every page brings along the scripts of this one.
 */
export default function NotFoundInside() {
  return (
    <>
      <NotFoundPage />
      <search className="mx-auto -mt-16 w-full max-w-lg px-4">
        <form action="/customers" className="flex flex-wrap gap-2">
          <input
            name="q"
            type="search"
            required
            aria-label="Customer’s name, external id or email"
            placeholder="Customer’s name, external id or email"
            className={classNames(inputLook, "flex-1 basis-60")}
          />
          <Button type="submit">Find customer</Button>
        </form>
      </search>
    </>
  );
}
