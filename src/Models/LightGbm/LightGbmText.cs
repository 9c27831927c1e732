using System.Text;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>LightGBM's model text: a header that says how long each tree is, the trees, and the parameters.</summary>
/// <param name="FeatureCount">Of a row.</param>
/// <param name="IsMean">The trees are averaged, not added: a forest.</param>
/// <param name="IsProbability">What they come to is the logit of one.</param>
internal sealed record LightGbmText(int FeatureCount, bool IsMean, bool IsProbability, IReadOnlyList<LightGbmTree> Trees)
{
    private const string Probability = "binary sigmoid:1";
    private const string Mean = "average_output";
    private static readonly string[] Objectives = [Probability, "regression"];

    /// <summary>Refuses what is not whole, or not a model of this product: whoever follows the text may trust every index in it.</summary>
    public static LightGbmText Read(ReadOnlySpan<byte> text)
    {
        int blank = text.IndexOf("\n\n"u8);
        if (!text.StartsWith("tree\n"u8) || blank < 0) throw Broken("it has no header");
        if (!text.EndsWith("\nend of parameters\n"u8)) throw Broken("its end is missing");
        string[] lines = Encoding.UTF8.GetString(text[..blank]).Split('\n');
        Dictionary<string, string> header = Header(lines);
        foreach (string one in (string[])["num_class", "num_tree_per_iteration"])
        {
            if (header.GetValueOrDefault(one) != "1") throw Broken($"{one} is {header.GetValueOrDefault(one) ?? "missing"}, but a model of this product has 1");
        }

        if (!Objectives.Contains(header.GetValueOrDefault("objective"))) throw Broken($"the objective is none of {string.Join(", ", Objectives)}");
        if (!int.TryParse(header.GetValueOrDefault("max_feature_idx"), out int lastFeature) || lastFeature < 0) throw Broken("max_feature_idx is no index");
        LightGbmTree[] trees = TreesOf(text[(blank + 2)..], header.GetValueOrDefault("tree_sizes", ""), lastFeature);
        return new LightGbmText(lastFeature + 1, lines.Contains(Mean, StringComparer.Ordinal), header["objective"] == Probability, trees);
    }

    /// <summary>Of a text that is not whole.</summary>
    public static ServerlessTrainingException Broken(string what) =>
        new($"This is not a whole LightGBM model: {what}. Take the file from where the model was stored, or restore the model from its recipe.");

    private static Dictionary<string, string> Header(string[] lines)
    {
        Dictionary<string, string> header = [];
        foreach (string line in lines)
        {
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign >= 0 && !header.TryAdd(line[..sign], line[(sign + 1)..])) throw Broken($"its header has {line[..sign]} twice");
        }

        return header;
    }

    private static LightGbmTree[] TreesOf(ReadOnlySpan<byte> rest, string sizes, int lastFeature)
    {
        string[] lengths = sizes.Split(' ');
        LightGbmTree[] trees = new LightGbmTree[lengths.Length];
        foreach ((int number, string length) in lengths.Index())
        {
            if (!int.TryParse(length, out int size) || size <= 0) throw Broken($"the size of tree {number} is no number above 0");
            if (size > rest.Length || !rest.StartsWith("Tree="u8)) throw Broken($"tree {number} is not where the sizes put it");
            trees[number] = new LightGbmTreeText(rest[..size], number).Read(lastFeature);
            rest = rest[size..];
        }

        if (!rest.StartsWith("end of trees\n"u8)) throw Broken($"the {lengths.Length} trees do not end where the sizes put their end");
        return trees;
    }
}
