export type { AssumptionName, Assumptions } from './assumptions.ts';
export {
  AssumptionsError,
  assumptionEntries,
  assumptionMistake,
  assumptions,
  changedAssumptions,
  completeAssumptions,
} from './assumptions.ts';
export type { Column, Columns, Kind, Profile, RowOf } from './column.ts';
export { allowedValues, networkProfiles, profiles } from './column.ts';
export type { ErrorEntry } from './error-entry.ts';
export type { ErrorCode, ErrorDetails } from './errors.ts';
export { errorBody, errorByCode, errors } from './errors.ts';
export type { Endpoint, Evidence } from './evidence.ts';
export type { FidelityLine } from './fidelity.ts';
export { fidelityLines } from './fidelity.ts';
export type { Change } from './fidelity-area.ts';
export { fidelityPage } from './fidelity-page.ts';
export type { FileTable } from './file.ts';
export type { JsonSchema } from './json-schema.ts';
export { rowSchema, schemaId } from './json-schema.ts';
export type { KindText } from './kinds.ts';
export { kinds } from './kinds.ts';
export { type Condition, type Law, laws, type Relation, type Rule } from './laws/index.ts';
export { codeList, markdownTable } from './markdown.ts';
export type { NetworkModel, NetworkProfile, UserModel } from './models.ts';
export {
  listedNetworkModels,
  listedUserModels,
  networkModels,
  resolveNetworkModel,
  resolveUserModel,
  userModels,
} from './models.ts';
export { openApiDocument } from './openapi.ts';
export type { Parameter } from './parameters.ts';
export { parameters, parametersOf } from './parameters.ts';
export type { FileKeyIn } from './profiles.ts';
export { columnsOf, fileByKey, fileByName, filesOf, headerOf, memberNameOf } from './profiles.ts';
export { referencePage } from './reference.ts';
export type { FileKey, RowByKey } from './tables.ts';
export { tables } from './tables.ts';
export { DAY, expectation, INSTANT, NAME, RANGES } from './validation/expectation.ts';
export { type Mistake, namesIn, pointer, shown } from './validation/mistake.ts';
export type { PlacedJson, PlacedMistake } from './validation/placed-json.ts';
export { placedLines, readPlacedJson } from './validation/read-json.ts';
export { judgeBy, schemaMistakes } from './validation/schema-mistakes.ts';
