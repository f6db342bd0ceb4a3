export { handleRest } from './handle.ts';
