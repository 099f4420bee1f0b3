import * as z from "zod";

/** What the sign-in form sends. Too long a password is refused before it costs a hash. */
export const SignInInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email("Enter an email address").max(254)),
  password: z.string().min(1, "Enter your password").max(200, "At most 200 characters"),
});
export type SignInInput = z.output<typeof SignInInput>;
export type SignInFields = z.input<typeof SignInInput>;
