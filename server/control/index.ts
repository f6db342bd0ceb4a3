export { answerError, ControlError } from './call.ts';
export { answerBadBody, answerControl } from './routes.ts';
