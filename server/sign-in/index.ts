export { handleSignIn } from './handle.ts';
export { signedPrincipal } from './tokens.ts';
