using ServerlessTraining.Infra.Bicep;

namespace ServerlessTraining.Infra.Checks;

/// <summary>Every expression in an expression, with what names stand for there.</summary>
internal static class Walk
{
    public static IEnumerable<(BicepNode Node, BicepScope Scope)> Over(BicepNode? root, BicepScope scope)
    {
        if (root is null) yield break;
        yield return (root, scope);
        BicepScope inside = root is BicepLoop around ? scope.Inside(around) : scope;
        foreach (BicepNode part in Parts(root))
        {
            // What a loop goes over is outside of it.
            bool isSource = root is BicepLoop loop && ReferenceEquals(part, loop.Source);
            foreach ((BicepNode, BicepScope) found in Over(part, isSource ? scope : inside)) yield return found;
        }
    }

    public static IEnumerable<(BicepNode Node, BicepScope Scope)> Over(BicepFile file) => file.Declarations.SelectMany(one => Over(one.Value, new BicepScope(file)));

    private static IEnumerable<BicepNode> Parts(BicepNode node) => node switch
    {
        BicepTemplate template => template.Parts,
        BicepObject one => one.Properties.SelectMany(property => new[] { property.Key, property.Value }),
        BicepArray array => array.Items,
        BicepChoice choice => choice.Else is { } other ? [choice.Test, choice.Then, other] : [choice.Test, choice.Then],
        BicepLoop loop => [loop.Source, loop.Body],
        BicepMember member => [member.Target],
        BicepIndex index => [index.Target, index.Index],
        BicepCall call => call.Arguments,
        BicepOperation operation => operation.Operands,
        _ => [],
    };
}
