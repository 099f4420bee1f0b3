import { Empty } from "@/components/domain/empty";
import { ButtonLink } from "@/components/ui/button";

/** Nothing to start, before a plan is published. */
export const NoPlan = () => (
  <Empty
    title="No plan is published yet"
    action={
      <>
        <ButtonLink href="/plans" variant="primary">
          Plans
        </ButtonLink>
        <ButtonLink href="/setup">Begin with a template</ButtonLink>
      </>
    }
  >
    A customer can only be put on a published plan.
  </Empty>
);
