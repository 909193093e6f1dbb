export {
  type DefinitionFormat,
  type LocateOptions,
  type Location,
  readDefinition,
  type ReadDefinition,
  type ReadOptions,
  type TextDiagnostic,
} from './read-definition';
