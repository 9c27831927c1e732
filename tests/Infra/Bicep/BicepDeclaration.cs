namespace ServerlessTraining.Infra.Bicep;

/// <summary>A statement of a file.</summary>
/// <param name="Kind">targetScope, param, var, resource, module or output.</param>
/// <param name="Name">Of the symbol; that of the kind for targetScope.</param>
/// <param name="Type">Of a param or output; type and API version of a resource; path of a module; empty for others.</param>
/// <param name="IsExisting">A resource that is only looked at.</param>
/// <param name="Value">Null for a param without a default.</param>
internal sealed record BicepDeclaration(int Line, string Kind, string Name, string Type, bool IsExisting, BicepNode? Value, IReadOnlyList<BicepCall> Decorators)
{
    /// <summary>What a resource or module is declared with, under its loop and its condition.</summary>
    public BicepObject Body
    {
        get
        {
            BicepNode? node = Value;
            while (true)
            {
                switch (node)
                {
                    case BicepLoop loop: node = loop.Body; break;
                    case BicepChoice { Else: null } condition: node = condition.Then; break;
                    case BicepObject body: return body;
                    default: throw new FormatException($"line {Line}: '{Name}' has no object for a body");
                }
            }
        }
    }

    /// <summary>The values of <c>@allowed</c>; empty without it.</summary>
    public IReadOnlyList<BicepNode> Allowed => Decorators.FirstOrDefault(one => one.Name == "allowed")?.Arguments is [BicepArray values] ? values.Items : [];
}
