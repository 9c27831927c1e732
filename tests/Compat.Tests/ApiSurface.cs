using System.Reflection;

namespace ServerlessTraining.Compat.Tests;

/// <summary>Every public type with its public and protected members, one line each, in a form that two builds can be compared by.</summary>
internal static class ApiSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static SortedDictionary<string, IReadOnlyList<string>> Of(IEnumerable<Assembly> assemblies)
    {
        SortedDictionary<string, IReadOnlyList<string>> types = new(StringComparer.Ordinal);
        foreach (Type type in assemblies.SelectMany(assembly => assembly.GetExportedTypes()))
        {
            types.Add(ApiText.FullName(type), Lines(type));
        }

        return types;
    }

    private static List<string> Lines(Type type)
    {
        List<string> members = [];
        if (type.IsEnum)
        {
            members.AddRange(type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{ApiText.Attributes(field)}{field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}"));
        }
        else if (!typeof(Delegate).IsAssignableFrom(type))
        {
            members.AddRange(type.GetConstructors(Declared).Where(IsVisible).Select(ApiText.Constructor));
            members.AddRange(type.GetFields(Declared).Where(IsVisible).Select(ApiText.Field));
            members.AddRange(type.GetProperties(Declared).Where(IsVisible).Select(ApiText.Property));
            members.AddRange(type.GetMethods(Declared).Where(IsListed).Select(ApiText.Method));
        }

        members.Sort(StringComparer.Ordinal);
        return [ApiText.Head(type), .. members];
    }

    private static bool IsListed(MethodInfo method) =>
        IsVisible(method)
        && !method.Name.StartsWith('<')
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsVisible);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
