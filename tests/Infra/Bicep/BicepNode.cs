namespace ServerlessTraining.Infra.Bicep;

/// <summary>An expression, as far as checks look into it.</summary>
/// <param name="Line">In its file, from 1.</param>
internal abstract record BicepNode(int Line);

/// <summary>A text without holes, a whole number, true, false or null.</summary>
internal sealed record BicepLiteral(int Line, object? Value) : BicepNode(Line);

/// <summary>A text with holes: literals and what fills the holes.</summary>
internal sealed record BicepTemplate(int Line, IReadOnlyList<BicepNode> Parts) : BicepNode(Line);

internal sealed record BicepObject(int Line, IReadOnlyList<BicepProperty> Properties) : BicepNode(Line)
{
    public BicepNode? Find(string name) => Properties.FirstOrDefault(property => property.Name == name)?.Value;
}

/// <param name="Key">A literal, or a template that is known only at deployment.</param>
internal sealed record BicepProperty(int Line, BicepNode Key, BicepNode Value)
{
    public string? Name => Key is BicepLiteral { Value: string name } ? name : null;
}

internal sealed record BicepArray(int Line, IReadOnlyList<BicepNode> Items) : BicepNode(Line);

/// <summary><c>test ? then : else</c>, and <c>if (test) then</c>.</summary>
internal sealed record BicepChoice(int Line, BicepNode Test, BicepNode Then, BicepNode? Else) : BicepNode(Line);

/// <summary><c>[for item in source: body]</c>.</summary>
internal sealed record BicepLoop(int Line, string Item, string? Number, BicepNode Source, BicepNode Body) : BicepNode(Line);

internal sealed record BicepName(int Line, string Name) : BicepNode(Line);

internal sealed record BicepMember(int Line, BicepNode Target, string Name) : BicepNode(Line);

internal sealed record BicepIndex(int Line, BicepNode Target, BicepNode Index) : BicepNode(Line);

internal sealed record BicepCall(int Line, string Name, IReadOnlyList<BicepNode> Arguments) : BicepNode(Line);

internal sealed record BicepOperation(int Line, string Operator, IReadOnlyList<BicepNode> Operands) : BicepNode(Line);
