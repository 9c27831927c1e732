using System.Buffers.Text;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>LightGBM's model text: a header that says how long each tree is, the trees, and a line that ends them.</summary>
internal static class LightGbmText
{
    /// <summary>Refuses a text that is cut or stretched. LightGBM itself ends the whole process where a tree is not whole: it reads trees on threads of its own and lets their errors escape.</summary>
    public static void Check(ReadOnlySpan<byte> text)
    {
        int sizes = text.IndexOf("\ntree_sizes="u8);
        int blank = text.IndexOf("\n\n"u8);
        if (!text.StartsWith("tree\n"u8) || sizes < 0 || blank < sizes) throw Broken("it has no header with the sizes of its trees");
        ReadOnlySpan<byte> line = text[(sizes + "\ntree_sizes="u8.Length)..blank];
        ReadOnlySpan<byte> rest = text[(blank + 2)..];
        int number = 0;
        while (!line.IsEmpty)
        {
            if (!Utf8Parser.TryParse(line, out int size, out int digits) || size <= 0) throw Broken($"the size of tree {number} is no number above 0");
            if (size > rest.Length || !rest.StartsWith("Tree="u8)) throw Broken($"tree {number} is not where the sizes put it");
            rest = rest[size..];
            line = line[Math.Min(line.Length, digits + 1)..];
            number++;
        }

        if (!rest.StartsWith("end of trees"u8)) throw Broken($"the {number} trees do not end where the sizes put their end");
    }

    private static ServerlessTrainingException Broken(string what) =>
        new($"This is not a whole LightGBM model: {what}. Take the file from where the model was stored, or restore the model from its recipe.");
}
