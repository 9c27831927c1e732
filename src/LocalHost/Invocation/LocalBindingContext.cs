using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>The trigger's metadata, by names without regard to case.</summary>
internal sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData => data;
}
