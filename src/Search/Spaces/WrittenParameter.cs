using System.Globalization;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Search.Spaces;

/// <summary>A parameter as it is written, before it is known whether it makes one.</summary>
internal sealed class WrittenParameter(DocumentValue value)
{
    private const int LongestText = 200;

    private IReadOnlyList<string?>? choices;
    private double? low;
    private double? high;
    private bool log;
    private bool whole;

    public DocumentValue Value { get; } = value;

    public SearchCondition? When { get; private set; }

    /// <summary>Null where it could not be read.</summary>
    public SearchParameter? Parameter { get; private set; }

    /// <summary>Whether its turn has come, and whether it is over: in between are those that wait for the one that their condition looks at.</summary>
    public bool IsMet { get; set; }

    public bool IsPlaced { get; set; }

    public static WrittenParameter Read(DocumentValue value)
    {
        WrittenParameter written = new(value);
        return value.Mapping(map => written.Read(map)) ?? written;
    }

    public void Finish(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestText)
        {
            Value.Error($"the name of a parameter has 1 to {LongestText} characters");
            return;
        }

        SearchParameter? parameter = null;
        if (choices is not null && !choices.Contains(null)) parameter = new ChoiceParameter(name, [.. choices.OfType<string>()]);
        if (choices is null && (low, high) is ({ } from, { } to)) parameter = whole ? new WholeParameter(name, (int)from, (int)to, log) : new RealParameter(name, from, to, log);
        Parameter = parameter is null ? null : parameter with { When = When };
        foreach (string problem in Parameter?.Problems() ?? []) Value.Error(problem);
    }

    private WrittenParameter Read(MappingReader map)
    {
        choices = map.Optional<IReadOnlyList<string?>?>("choices", found => found.List(Scalar), null);
        whole = map.Optional("whole", found => found.Boolean(), false);
        log = map.Optional("log", found => found.Boolean(), false);
        low = Bound(map, "low");
        high = Bound(map, "high");
        When = map.Optional("when", Condition, null);
        if (choices is not null && (whole || log || low is not null || high is not null))
        {
            Value.Error("has choices and a range as well; keep the choices, or low and high with log and whole");
        }

        return this;
    }

    private double? Bound(MappingReader map, string key) => choices is null ? map.Required(key, Number) : map.Optional(key, Number, null);

    /// <summary>Null where it is none, so that nothing is said about the number that stands in for it.</summary>
    private double? Number(DocumentValue found)
    {
        double number = whole ? found.WholeNumber(int.MinValue, int.MaxValue) : found.Number();
        bool isZero = found.Node is DocumentScalar { Kind: DocumentScalarKind.Number } scalar && double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture) == 0;
        return number != 0 || isZero ? number : null;
    }

    /// <summary>Null where it is none.</summary>
    private static string? Scalar(DocumentValue found)
    {
        if (found.Node is DocumentScalar { Kind: not DocumentScalarKind.Null, Text.Length: <= LongestText }) return found.Canonical();
        found.Error($"must be a text of at most {LongestText} characters, a number, true or false, but is {found.Node.Describe()}");
        return null;
    }

    private static SearchCondition? Condition(DocumentValue found)
    {
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string?>>> entries = found.Entries(value => value.OneOrMore(Scalar));
        if (entries.Count == 1) return new SearchCondition(entries[0].Key, [.. entries[0].Value.OfType<string>()]);
        if (found.Node is DocumentMapping) found.Error($"must name one parameter with the choices that it is chosen for, but names {entries.Count}");
        return null;
    }
}
