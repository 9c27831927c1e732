using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessTraining.Domain.Presets;

/// <summary>One place where two documents differ.</summary>
/// <param name="Path">As `search.phases[0].trials`; a name that is not a plain word stands as `["a.b"]`; the whole document is `$`.</param>
/// <param name="Old">Null where the place was added.</param>
/// <param name="New">Null where it was removed.</param>
public sealed record PresetChange(string Path, PresetChangeKind Kind, JsonElement? Old, JsonElement? New)
{
    // For a terminal, not for a web page: poc16+ma5 must stay readable.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line for a terminal: `+ path: new`, `- path: old` or `~ path: old -> new`.</summary>
    public override string ToString() => Kind switch
    {
        PresetChangeKind.Added => $"+ {Path}: {Compact(New)}",
        PresetChangeKind.Removed => $"- {Path}: {Compact(Old)}",
        _ => $"~ {Path}: {Compact(Old)} -> {Compact(New)}",
    };

    internal static string Compact<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
