using ServerlessTraining.Infra.Bicep;

namespace ServerlessTraining.Infra.Checks;

/// <summary>What names stand for at a place of a file: its symbols, and the loops around the place.</summary>
internal sealed class BicepScope
{
    private readonly Dictionary<string, IReadOnlyList<BicepNode>> items = [];

    public BicepScope(BicepFile file) => File = file;

    private BicepScope(BicepScope outer, BicepLoop loop)
    {
        File = outer.File;
        items = new Dictionary<string, IReadOnlyList<BicepNode>>(outer.items)
        {
            [loop.Item] = [.. outer.Values(loop.Source).OfType<BicepArray>().SelectMany(array => array.Items).SelectMany(outer.Values)],
        };
        if (loop.Number is { } number) items[number] = [];
    }

    public BicepFile File { get; }

    public BicepScope Inside(BicepLoop loop) => new(this, loop);

    public bool IsLoopName(string name) => items.ContainsKey(name);

    /// <summary>What an expression can be, as far as the file says; nothing where that is known only at deployment.</summary>
    public IEnumerable<BicepNode> Values(BicepNode node) => node switch
    {
        BicepName name when items.TryGetValue(name.Name, out IReadOnlyList<BicepNode>? known) => known,
        BicepName name => File.Find("var", name.Name)?.Value is { } value ? Values(value) : File.Find("param", name.Name)?.Allowed ?? [],
        BicepMember member => Values(member.Target).OfType<BicepObject>().Select(one => one.Find(member.Name)).OfType<BicepNode>().SelectMany(Values),
        BicepIndex index => Values(index.Target).SelectMany(one => Indexed(one, index.Index)).SelectMany(Values),
        BicepChoice { Else: { } other } choice => Values(choice.Then).Concat(Values(other)),
        BicepCall { Name: "concat" } call => [new BicepArray(call.Line, [.. call.Arguments.SelectMany(Values).OfType<BicepArray>().SelectMany(array => array.Items)])],
        BicepCall or BicepChoice or BicepOperation => [],
        _ => [node],
    };

    private static IEnumerable<BicepNode> Indexed(BicepNode target, BicepNode index) => (target, index) switch
    {
        (BicepObject one, BicepLiteral { Value: string name }) => one.Find(name) is { } value ? [value] : [],
        (BicepArray array, BicepLiteral { Value: long number }) => number < array.Items.Count ? [array.Items[(int)number]] : [],
        (BicepArray array, _) => array.Items,
        _ => [],
    };
}
