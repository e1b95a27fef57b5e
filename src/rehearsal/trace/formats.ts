/** In what a trace says when a request came. */
export type TimeForm = 's' | 'ms' | 'us' | 'ns' | 'date';

/** Which fields of a record say when a request came and how long it was. */
export interface TraceFormat {
  /** What it is called in messages; `mapped` where the user names the fields. */
  readonly name: string;
  /** Field with the time of arrival. */
  readonly time: string;
  /** What the values of that field are: numbers of a unit, or dates as text. */
  readonly timeForm: TimeForm;
  /** Field with the tokens of the prompt. */
  readonly prompt: string;
  /** Field with the tokens of the answer. */
  readonly output: string;
  /** Where it is described. */
  readonly source: string;
}

/** The formats that are known by their fields, as CSV with a first line of names or as JSON lines. */
export const TRACE_FORMATS: readonly TraceFormat[] = [
  {
    name: 'Azure LLM inference',
    time: 'TIMESTAMP',
    timeForm: 'date',
    prompt: 'ContextTokens',
    output: 'GeneratedTokens',
    source: 'https://github.com/Azure/AzurePublicDataset/blob/master/AzureLLMInferenceDataset2024.md',
  },
  {
    name: 'BurstGPT',
    time: 'Timestamp',
    timeForm: 's',
    prompt: 'Request tokens',
    output: 'Response tokens',
    source: 'https://github.com/HPMLL/BurstGPT',
  },
  {
    name: 'Mooncake',
    time: 'timestamp',
    timeForm: 'ms',
    prompt: 'input_length',
    output: 'output_length',
    source: 'https://github.com/kvcache-ai/Mooncake#open-source-trace',
  },
  {
    name: 'Vidur',
    time: 'arrived_at',
    timeForm: 's',
    prompt: 'num_prefill_tokens',
    output: 'num_decode_tokens',
    source: 'https://github.com/microsoft/vidur/tree/main/data/processed_traces',
  },
];

/** The format of records with these fields; nothing when it is none that is known. */
export function detectFormat(fields: readonly string[]): TraceFormat | undefined {
  return TRACE_FORMATS.find((format) =>
    [format.time, format.prompt, format.output].every((name) => fields.includes(name)),
  );
}
