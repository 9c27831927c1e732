namespace ServerlessTraining.Orchestration.Local;

/// <summary>The ports of the storage emulator.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    // The emulator's account and key are public: they are the same on every machine and documented by Microsoft.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static AzuritePorts Default { get; } = new(10000, 10001, 10002);

    public IReadOnlyList<int> All => [Blob, Queue, Table];

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{Blob}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/{Account};TableEndpoint=http://127.0.0.1:{Table}/{Account};";

    public override string ToString() => $"{Blob},{Queue},{Table}";
}
