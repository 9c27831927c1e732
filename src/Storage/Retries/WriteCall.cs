using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.Storage.Retries;

/// <summary>One write with all its tries. A try that failed may have taken effect all the same, and then the next one meets its own work: a conflict that is no
/// conflict. The policy tells here that there was another try, and each write leaves <see cref="Id"/> in what it wrote, so that its own work is recognised.</summary>
internal sealed class WriteCall : IDisposable
{
    private const string Property = "serverless-training.write";
    private readonly IDisposable scope;

    private WriteCall() => scope = HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?>(StringComparer.Ordinal) { [Property] = this });

    /// <summary>Different for every write of every process.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether a try before the last one may have taken effect.</summary>
    public bool Retried { get; private set; }

    public static WriteCall Begin() => new();

    public static void MarkRetried(HttpMessage message)
    {
        if (message.TryGetProperty(Property, out object? value) && value is WriteCall call) call.Retried = true;
    }

    public void Dispose() => scope.Dispose();
}
