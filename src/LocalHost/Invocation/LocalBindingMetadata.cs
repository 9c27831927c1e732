using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>One binding by its parameter and by its type as function metadata writes it, such as httpTrigger.</summary>
internal sealed class LocalBindingMetadata(string name, string type) : BindingMetadata
{
    public override string Name => name;

    public override string Type => type;

    public override BindingDirection Direction => BindingDirection.In;
}
