using System.Text;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>LightGBM's model text: a header that says how long each tree is, the trees, and the parameters.</summary>
internal static class LightGbmText
{
    private static readonly string[] Objectives = ["binary sigmoid:1", "regression"];

    /// <summary>Refuses what is not whole, or not a model of this product. LightGBM itself ends the whole process where a tree is not whole, because it reads trees on threads of
    /// its own and lets their errors escape, and it follows children and writes outputs wherever the text says.</summary>
    public static void Check(ReadOnlySpan<byte> text)
    {
        int blank = text.IndexOf("\n\n"u8);
        if (!text.StartsWith("tree\n"u8) || blank < 0) throw Broken("it has no header");
        if (!text.EndsWith("\nend of parameters\n"u8)) throw Broken("its end is missing");
        Dictionary<string, string> header = Header(text[..blank]);
        foreach (string one in (string[])["num_class", "num_tree_per_iteration"])
        {
            if (header.GetValueOrDefault(one) != "1") throw Broken($"{one} is {header.GetValueOrDefault(one) ?? "missing"}, but a model of this product has 1");
        }

        if (!Objectives.Contains(header.GetValueOrDefault("objective"))) throw Broken($"the objective is none of {string.Join(", ", Objectives)}");
        if (!int.TryParse(header.GetValueOrDefault("max_feature_idx"), out int lastFeature) || lastFeature < 0) throw Broken("max_feature_idx is no index");
        CheckTrees(text[(blank + 2)..], header.GetValueOrDefault("tree_sizes", ""), lastFeature);
    }

    /// <summary>Of a text that is not whole.</summary>
    public static ServerlessTrainingException Broken(string what) =>
        new($"This is not a whole LightGBM model: {what}. Take the file from where the model was stored, or restore the model from its recipe.");

    private static Dictionary<string, string> Header(ReadOnlySpan<byte> text)
    {
        Dictionary<string, string> header = [];
        foreach (string line in Encoding.UTF8.GetString(text).Split('\n'))
        {
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign >= 0 && !header.TryAdd(line[..sign], line[(sign + 1)..])) throw Broken($"its header has {line[..sign]} twice");
        }

        return header;
    }

    private static void CheckTrees(ReadOnlySpan<byte> rest, string sizes, int lastFeature)
    {
        string[] lengths = sizes.Split(' ');
        foreach ((int number, string length) in lengths.Index())
        {
            if (!int.TryParse(length, out int size) || size <= 0) throw Broken($"the size of tree {number} is no number above 0");
            if (size > rest.Length || !rest.StartsWith("Tree="u8)) throw Broken($"tree {number} is not where the sizes put it");
            new LightGbmTreeText(rest[..size], number).Check(lastFeature);
            rest = rest[size..];
        }

        if (!rest.StartsWith("end of trees\n"u8)) throw Broken($"the {lengths.Length} trees do not end where the sizes put their end");
    }
}
