export { ControlError, handleError } from './call.ts';
export { answerBadBody, handleControl } from './routes.ts';
