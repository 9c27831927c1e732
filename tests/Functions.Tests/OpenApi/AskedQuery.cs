using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>A query with one parameter that nobody knows. It notes what it is asked for; a reader that refuses the parameter says what it knows instead.</summary>
internal sealed class AskedQuery : IQueryCollection
{
    public const string Unknown = "zzz";

    public SortedSet<string> Asked { get; } = new(StringComparer.Ordinal);

    public int Count => 1;

    public ICollection<string> Keys => [Unknown];

    public StringValues this[string key] => TryGetValue(key, out StringValues value) ? value : StringValues.Empty;

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        value = "1";
        if (key == Unknown) return true;
        Asked.Add(key);
        return false;
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator()
    {
        yield return new KeyValuePair<string, StringValues>(Unknown, "1");
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
