/** What runs the pods of a service. */
export class Backend {
  /** KServe's InferenceService in its standard mode (a Deployment and a Service, no Knative). */
  static kserve(): Backend {
    return new Backend('kserve');
  }

  /** A plain Deployment with a Service. */
  static deployment(): Backend {
    return new Backend('deployment');
  }

  /** @internal */
  static _kind(backend: Backend): 'kserve' | 'deployment' {
    return backend.kind;
  }

  private constructor(private readonly kind: 'kserve' | 'deployment') {}
}
