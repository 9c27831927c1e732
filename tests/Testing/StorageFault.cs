namespace ServerlessTraining.Testing;

/// <summary>How one call to storage fails: answered with 503 or with a connection that is cut, before it took effect or after.</summary>
public enum StorageFault
{
    StatusBefore,
    StatusAfter,
    CutBefore,
    CutAfter,
}
