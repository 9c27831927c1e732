using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;

namespace ServerlessTraining.LocalHost.HostFile;

/// <summary>One object of host.json with the settings laid over it. Names are read in any case, as the Functions host reads them. Faults are collected.</summary>
internal sealed class HostFileSection
{
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly IConfigurationSection overrides;
    private readonly string path;
    private readonly IConfiguration configuration;
    private readonly List<string> errors;

    public HostFileSection(JsonElement? element, IConfigurationSection overrides, string path, IConfiguration configuration, List<string> errors)
    {
        this.overrides = overrides;
        this.path = path;
        this.configuration = configuration;
        this.errors = errors;
        if (element is not { ValueKind: not JsonValueKind.Null } given) return;
        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{(path.Length == 0 ? "the document" : path)} is {Shown(given)}; an object is needed");
            return;
        }

        foreach (JsonProperty property in given.EnumerateObject()) values[property.Name] = property.Value;
    }

    public HostFileSection Section(string name) =>
        new(values.TryGetValue(name, out JsonElement element) ? element : null, overrides.GetSection(name), PathOf(name), configuration, errors);

    /// <summary>For a section that is wholly read: any other name is a mistake.</summary>
    public void RefuseUnknown(string[] known)
    {
        foreach (string name in Unknown(known)) errors.Add($"{Source(name)} is not known{NearestName.Clause(name, known)}; known are {string.Join(", ", known)}");
    }

    /// <summary>For a section with names for others, which may be new: only a name that looks like a known one is a mistake.</summary>
    public void RefuseNearMisses(string[] known)
    {
        foreach (string name in Unknown(known))
        {
            if (NearestName.Clause(name, known) is { Length: > 0 } hint) errors.Add($"{Source(name)} is not known{hint}");
        }
    }

    public string Text(string name, string otherwise)
    {
        if (overrides[name] is { } setting) return Resolve(name, setting);
        if (!values.TryGetValue(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return otherwise;
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            errors.Add($"{Source(name)} is {Shown(value)}; a single value is needed");
            return otherwise;
        }

        return Resolve(name, value.ToString());
    }

    public int WholeNumber(string name, int otherwise, int minimum, int maximum)
    {
        if (!IsSet(name)) return otherwise;
        string text = Text(name, "");
        if (text.Length == 0 && !IsSingle(name)) return otherwise;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= minimum && number <= maximum) return number;
        string range = maximum == int.MaxValue ? $"from {minimum}" : $"from {minimum} to {maximum}";
        if (!IsUnresolved(text)) Wrong(name, text, $"allowed is a whole number {range}");
        return otherwise;
    }

    /// <summary>With colons: a bare number would be days, which nobody means.</summary>
    public TimeSpan Time(string name, TimeSpan otherwise, TimeSpan minimum, TimeSpan maximum)
    {
        if (!IsSet(name)) return otherwise;
        string text = Text(name, "");
        if (text.Length == 0 && !IsSingle(name)) return otherwise;
        bool parsed = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) && text.Contains(':', StringComparison.Ordinal);
        if (parsed && time >= minimum && time <= maximum) return time;
        string range = maximum == TimeSpan.MaxValue ? $"from {minimum}" : $"from {minimum} to {maximum}";
        if (!IsUnresolved(text)) Wrong(name, text, $"allowed is hh:mm:ss {range}");
        return otherwise;
    }

    public void Wrong(string name, string value, string allowed) => errors.Add($"{Source(name)} is '{value}'; {allowed}");

    /// <summary>A fault was noted for it already.</summary>
    public bool IsUnresolved(string text) => !SettingExpression.TryResolve(text, configuration, out _, out _);

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => $"'{value}'",
    };

    private bool IsSet(string name) =>
        overrides[name] is not null || (values.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null);

    /// <summary>A list or an object was noted as a fault when it was read.</summary>
    private bool IsSingle(string name) => overrides[name] is not null || values[name].ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private IEnumerable<string> Unknown(string[] known) =>
        values.Keys.Concat(overrides.GetChildren().Select(child => child.Key))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));

    private string Resolve(string name, string text)
    {
        if (SettingExpression.TryResolve(text, configuration, out string resolved, out string missing)) return resolved;
        string error = $"{Source(name)} is '{text}', but there is no setting {missing}: set it, or write the value itself";
        if (!errors.Contains(error, StringComparer.Ordinal)) errors.Add(error);
        return text;
    }

    /// <summary>Where the value stands: the path in the file, or the setting that overrides it.</summary>
    private string Source(string name) => overrides[name] is null ? PathOf(name) : overrides.GetSection(name).Path.Replace(":", "__", StringComparison.Ordinal);

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
