import { choiceRule, nestedRule } from './choice-rules';
import type { Structure, StructureName } from './field-spec';
import { branch, functionGraphSettings, itemProcessor, processorConfig, stateMachine } from './machine';
import { itemBatcher, itemReader, map, readerConfig, resultWriter, writerConfig } from './map';
import { catcher, retrier } from './rules';
import { choice, fail, parallel, pass, succeed, task, wait } from './states';

/** The fields of the language, one table for the checker, the JSON Schema and the documentation. */
export const STRUCTURES: Readonly<Record<StructureName, Structure>> = {
  StateMachine: stateMachine,
  Branch: branch,
  ItemProcessor: itemProcessor,
  ProcessorConfig: processorConfig,
  Task: task,
  Wait: wait,
  Pass: pass,
  Succeed: succeed,
  Fail: fail,
  Choice: choice,
  ChoiceRule: choiceRule,
  NestedRule: nestedRule,
  Parallel: parallel,
  Map: map,
  Retrier: retrier,
  Catcher: catcher,
  ItemReader: itemReader,
  ReaderConfig: readerConfig,
  ItemBatcher: itemBatcher,
  ResultWriter: resultWriter,
  WriterConfig: writerConfig,
  FunctionGraph: functionGraphSettings,
};

export {
  type FieldSpec,
  STATE_TYPES,
  type StateType,
  type Structure,
  type StructureName,
  type ValueSpec,
} from './field-spec';
