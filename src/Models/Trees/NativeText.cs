using System.Text;

namespace ServerlessTraining.Models.Trees;

internal static class NativeText
{
    /// <summary>UTF-8 with the zero at its end that C expects.</summary>
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
