using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>A query without a value in it, which notes what a reader of queries asks it for: so the parameters that are told are those that are read.</summary>
public sealed class QueryDescription : IQueryCollection
{
    private readonly List<QueryParameter> parameters = [];

    private QueryDescription()
    {
    }

    public int Count => 0;

    public ICollection<string> Keys => [];

    public StringValues this[string key] => StringValues.Empty;

    /// <param name="read">A reader that goes by <see cref="RequestQuery"/>. What it refuses where nothing is given, it requires.</param>
    public static IReadOnlyList<QueryParameter> Of(Action<IQueryCollection> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        QueryDescription description = new();
        try
        {
            read(description);
        }
        catch (RequestException refused) when (refused.Faults.Count > 0)
        {
            return [.. description.parameters.Select(one => one with { IsRequired = refused.Faults.Any(fault => fault.Field == one.Name) })];
        }

        return description.parameters;
    }

    public bool ContainsKey(string key) => false;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, StringValues>>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Note(QueryParameter parameter)
    {
        if (!parameters.Exists(known => known.Name == parameter.Name)) parameters.Add(parameter);
    }
}
