"""A step of a story may show one of the drawings that come with the library."""

import groundswell.engines.library.drawings
import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='narrative',
            name='steps',
            field=wagtail.fields.StreamField([('step', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 300, 'required': True}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'The story', 'max_length': 4000, 'required': True, 'rows': 3}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'What the drawing shows', 'max_length': 4000, 'required': True, 'rows': 3}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': groundswell.engines.library.drawings.offered, 'label': 'Drawing of this house', 'required': False}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Or a drawing of your own', 'required': False}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'The question', 'max_length': 4000, 'required': True, 'rows': 3}), 6: ('wagtail.blocks.StructBlock', [[('title', 0), ('words', 1), ('picture', 2), ('drawing', 3), ('image', 4), ('asks', 5)]], {})}, verbose_name='Steps'),
        ),
    ]
