using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Presets;

/// <summary>The JSON of a preset's content: one text for one content, and no text is read that could not have been written.</summary>
public static class PresetContentText
{
    private const string Source = "The preset's content";

    /// <summary>Canonical JSON, which <see cref="Read"/> takes.</summary>
    /// <exception cref="DocumentException">The content breaks a rule; all of them are told.</exception>
    public static string Write(PresetContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        string text = CanonicalJson.Write(PresetContentWriter.Write(content));
        _ = Read(text, Source);
        return text;
    }

    /// <summary>Unknown fields, wrong types, numbers out of range and parts that contradict each other are refused.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="source">What it is, as the head of an error text.</param>
    /// <exception cref="DocumentException">Something is wrong; all of it is told with its path.</exception>
    public static PresetContent Read(string json, string source = Source) => Read(JsonDocumentReader.Read(json, source), source);

    public static PresetContent Read(DocumentNode node, string source) => DocumentReader.Read(node, source, PresetContentReader.Read);

    /// <summary>The content as a part of a larger document.</summary>
    public static PresetContent Read(DocumentValue value) => PresetContentReader.Read(value);

    /// <summary>SHA-256 of the canonical text: 64 lower-case hexadecimal digits.</summary>
    public static string Fingerprint(PresetContent content) => Hash(Write(content));

    /// <summary>What in the content contradicts the name; empty where it fits.</summary>
    public static IReadOnlyList<string> Misfits(PresetName name, PresetContent content)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(content);
        List<string> misfits = [];
        if (content.Features.System != name.FeatureSystem) misfits.Add($"features.system is '{content.Features.System}', but the name has '{name.FeatureSystem}'");
        if (content.Model.Architecture != name.Architecture) misfits.Add($"model.architecture is '{content.Model.Architecture}', but the name has '{name.Architecture}'");
        if (!content.Horizons.SequenceEqual(name.Horizons))
        {
            misfits.Add($"horizons are {string.Join('-', content.Horizons)}, but the name has {string.Join('-', name.Horizons)}");
        }

        foreach (PresetMember member in content.Members ?? [])
        {
            PresetName other = PresetName.Parse(member.Name);
            if (other.Symbol != name.Symbol || other.Timeframe != name.Timeframe)
            {
                misfits.Add($"member {member.Name} is of {other.Symbol} {other.Timeframe}, but the name has {name.Symbol} {name.Timeframe}");
            }
        }

        return misfits;
    }

    internal static string ConfigHash(PresetContent content) => Hash(CanonicalJson.Write(PresetContentWriter.WriteConfiguration(content)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
